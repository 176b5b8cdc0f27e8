/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
  readonly VITE_CLERK_PROXY_URL?: string;
  /** Below `BASE_URL`. Set by the plugin in vite/clerk-assets.ts. */
  readonly CLERK_JS_PATH: string;
  readonly CLERK_UI_PATH: string;
}

/** Set by the scripts of Clerk's browser builds. */
interface Window {
  Clerk?: import('@clerk/shared/types').BrowserClerk;
  __internal_ClerkUICtor?: import('@clerk/shared/ui').ClerkUIConstructor;
}
