/** The page of a project that uses the stub, with the SDK by script tag. */
import { readme } from './readme.ts';

/** The publishable key in the README. */
export const KEY = /pk_test_[\w=]+/.exec(readme)?.[0] ?? '';

export const PAGE = `<!doctype html>
<p role="status"></p>
<p role="alert"></p>
<button>Leave</button>
<script type="module">
  const script = document.createElement('script');
  script.dataset.clerkPublishableKey = '%VITE_CLERK_PUBLISHABLE_KEY%';
  script.dataset.clerkProxyUrl = '%VITE_CLERK_PROXY_URL%';
  script.src = '/__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js';
  script.onload = start;
  document.head.append(script);

  async function start() {
    await Clerk.load({ telemetry: false });
    Clerk.addListener(({ user, organization }) => {
      const text = user ? user.fullName + ' is in ' + (organization?.name ?? 'no organization') : 'Nobody is signed in';
      document.querySelector('[role=status]').textContent = text;
    });
    document.querySelector('button').onclick = () =>
      Clerk.user.leaveOrganization(Clerk.organization.id).then(() => Clerk.setActive({ organization: null }), ({ errors }) => {
        document.querySelector('[role=alert]').textContent = errors[0].message;
      });
  }
</script>`;
