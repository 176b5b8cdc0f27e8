/**
 * The JSON of `/v1/environment`: the settings of the instance, as set in the Clerk Dashboard.
 *
 * Organizations are enabled. Users sign in with an email address and a password or code. Sign-up is disabled.
 */

import { valueAt } from './rules/metadata.ts';
import { PASSWORD_LENGTH } from './rules/profile.ts';
import { CREATOR_ROLE } from './rules/roles.ts';
import type { State } from './state.ts';

/** On the page's own origin: with a test key, a cross-origin URL crashes `<SignIn />` to a blank page. */
const HOME = '/';

const disabledAttribute = {
  enabled: false,
  required: false,
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
  immutable: false,
};

export const environmentJson = {
  auth_config: {
    object: 'auth_config',
    id: 'aconf_stub',
    first_name: 'on',
    last_name: 'on',
    email_address: 'required',
    phone_number: 'off',
    username: 'off',
    password: 'required',
    identification_requirements: [['email_address']],
    identification_strategies: ['email_address'],
    first_factors: ['password', 'email_code'],
    second_factors: [],
    email_address_verification_strategies: ['email_code'],
    single_session_mode: true,
    enhanced_email_deliverability: false,
    test_mode: true,
    url_based_session_syncing: true,
    claimed_at: null,
    reverification: false,
    native_settings: {
      object: 'native_settings',
      api_enabled: false,
      trusted_device_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_up_enabled: false,
    },
  },
  display_config: {
    object: 'display_config',
    id: 'display_config_stub',
    instance_environment_type: 'development',
    application_name: 'Demo',
    theme: {},
    preferred_sign_in_strategy: 'password',
    home_url: HOME,
    sign_in_url: HOME,
    sign_up_url: HOME,
    user_profile_url: HOME,
    waitlist_url: HOME,
    oauth_consent_url: HOME,
    after_sign_in_url: HOME,
    after_sign_up_url: HOME,
    after_sign_out_one_url: HOME,
    after_sign_out_all_url: HOME,
    after_switch_session_url: HOME,
    after_join_waitlist_url: HOME,
    organization_profile_url: HOME,
    create_organization_url: HOME,
    after_leave_organization_url: HOME,
    after_create_organization_url: HOME,
    logo_link_url: HOME,
    support_email: null,
    branded: true,
    experimental_force_oauth_first: false,
    clerk_js_version: null,
    show_devmode_warning: false,
    google_one_tap_client_id: null,
    help_url: null,
    privacy_policy_url: null,
    terms_url: null,
    logo_image_url: null,
    favicon_image_url: null,
    logo_url: null,
    favicon_url: null,
    logo_image: null,
    favicon_image: null,
    captcha_public_key: null,
    captcha_widget_type: null,
    captcha_public_key_invisible: null,
    captcha_provider: null,
    captcha_oauth_bypass: [],
  },
  user_settings: {
    attributes: {
      email_address: {
        ...disabledAttribute,
        enabled: true,
        required: true,
        used_for_first_factor: true,
        first_factors: ['email_code'],
        verifications: ['email_code'],
        verify_at_sign_up: true,
        // `<UserProfile />` does not offer to add or remove one.
        immutable: true,
      },
      password: { ...disabledAttribute, enabled: true, required: true },
      first_name: { ...disabledAttribute, enabled: true },
      last_name: { ...disabledAttribute, enabled: true },
      phone_number: disabledAttribute,
      username: disabledAttribute,
      web3_wallet: disabledAttribute,
      authenticator_app: disabledAttribute,
      ticket: disabledAttribute,
      backup_code: disabledAttribute,
      passkey: disabledAttribute,
    },
    social: {},
    saml: { enabled: false },
    enterprise_sso: { enabled: false, self_serve_sso: false },
    sign_in: { second_factor: { required: false } },
    sign_up: {
      captcha_enabled: false,
      captcha_widget_type: 'smart',
      custom_action_required: false,
      progressive: true,
      mode: 'restricted',
      legal_consent_enabled: false,
    },
    restrictions: {
      allowlist: { enabled: false },
      blocklist: { enabled: false },
      allowlist_blocklist_disabled_on_sign_in: { enabled: false },
      block_email_subaddresses: { enabled: false },
      block_disposable_email_domains: { enabled: false },
    },
    password_settings: {
      disable_hibp: true,
      disable_password_reverification: true,
      min_length: PASSWORD_LENGTH.min,
      max_length: PASSWORD_LENGTH.max,
      require_special_char: false,
      require_numbers: false,
      require_uppercase: false,
      require_lowercase: false,
      show_zxcvbn: false,
      min_zxcvbn_strength: 0,
      enforce_hibp_on_sign_in: false,
      allowed_special_characters: '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~',
    },
    username_settings: {
      min_length: 4,
      max_length: 64,
      allow_extended_special_characters: false,
      allow_numeric_usernames: false,
    },
    actions: { delete_self: false, create_organization: true, create_organizations_limit: null },
    attack_protection: {
      user_lockout: { enabled: false, max_attempts: 100, duration_in_minutes: 60 },
      pii: { enabled: true },
      email_link: { require_same_client: false },
      enumeration_protection: { enabled: false },
    },
    passkey_settings: { allow_autofill: false, show_sign_in_button: false, satisfies_second_factor: false },
  },
  organization_settings: {
    enabled: true,
    max_allowed_memberships: 0,
    // "Membership required": see `sessionTasks` in rules/sessions.ts.
    force_organization_selection: false,
    actions: { admin_delete: true },
    domains: { enabled: false, enrollment_modes: [], default_role: 'org:member' },
    slug: { disabled: false },
    creator_role: CREATOR_ROLE,
  },
  // Complete or absent: with an empty object, the SDK treats the whole environment as failed.
  commerce_settings: {
    billing: {
      stripe_publishable_key: null,
      free_trial_requires_payment_method: false,
      user: { enabled: false, has_paid_plans: false },
      organization: { enabled: false, has_paid_plans: false },
    },
  },
  api_keys_settings: { enabled: false, user_api_keys_enabled: false, orgs_api_keys_enabled: false },
  protect_config: { loaders: [] },
  maintenance_mode: false,
};

/** A setting: the value of the seed, or else the default above. */
export const setting = ({ environment }: State, ...path: readonly string[]): unknown =>
  valueAt(environment, path) ?? valueAt(environmentJson, path);
