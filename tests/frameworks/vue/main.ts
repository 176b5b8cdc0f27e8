import {
  clerkPlugin,
  OrganizationProfile,
  OrganizationSwitcher,
  Show,
  SignIn,
  UserButton,
  useOrganization,
} from '@clerk/vue';
import { createApp, defineComponent, h, ref, watchEffect } from 'vue';

const Organization = defineComponent({
  setup() {
    const { organization } = useOrganization();
    const page = ref(1);
    const identifiers = ref<(string | undefined)[]>([]);
    watchEffect(async () => {
      const members = await organization.value?.getMemberships({ initialPage: page.value });
      identifiers.value = members?.data.map(({ publicUserData }) => publicUserData?.identifier) ?? [];
    });
    const items = () => identifiers.value.map((identifier) => h('li', identifier));
    const next = () => h('button', { onClick: () => page.value++ }, 'Next members');
    return () =>
      organization.value && [
        h('section', { 'aria-label': 'Members' }, [h('ul', items()), next()]),
        h(OrganizationProfile, { routing: 'hash' }),
      ];
  },
});

const App = () => [
  h(Show, { when: 'signed-in' }, () => [h(OrganizationSwitcher), h(UserButton), h(Organization)]),
  h(Show, { when: 'signed-out' }, () => h(SignIn, { routing: 'hash' })),
];

createApp(App)
  .use(clerkPlugin, {
    publishableKey: import.meta.env.VITE_CLERK_PUBLISHABLE_KEY,
    proxyUrl: import.meta.env.VITE_CLERK_PROXY_URL,
    telemetry: false,
  })
  .mount('#app');
