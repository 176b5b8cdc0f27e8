/** Answers the SDK's requests in an application that renders its pages on a server, such as Next.js or Express. */
import { controlApi } from './control.ts';
import { lostConnection } from './faults.ts';
import { sdkResponse } from './sdk-files.ts';
import type { ClerkStub } from './stub.ts';

export interface ServerOptions {
  /** The path of the proxy URL, such as `/clerk-stub`; empty if the server has removed it from the request. */
  path?: string;
  /** Whether tests may control the stub, at `<path>/api/`; see `controlApi`. Default `false`. */
  control?: boolean;
}

/** Answers what browsers and the server itself request below the proxy URL. */
export async function respond(
  stub: ClerkStub,
  request: Request,
  { path = '', control = false }: ServerOptions = {},
): Promise<Response> {
  const url = new URL(request.url);
  if (!url.pathname.startsWith(path)) throw new Error(`${url.pathname} is not below the path ${path}`);
  url.pathname = url.pathname.slice(path.length);
  if (control && url.pathname.startsWith('/api/')) {
    url.pathname = url.pathname.slice('/api'.length);
    return controlApi(stub).fetch(new Request(url, request));
  }
  const call = new Request(url, request);
  return sdkResponse(call, process.cwd(), console.error) ?? stub.fetch(call).catch(lostConnection);
}
