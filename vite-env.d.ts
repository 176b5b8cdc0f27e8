/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
  readonly VITE_CLERK_PROXY_URL?: string;
  /** Set by the plugin in clerk/assets.ts. */
  readonly CLERK_JS_URL: string;
  readonly CLERK_UI_URL: string;
}
