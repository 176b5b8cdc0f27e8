/** A plain static server, as a host for builds. */
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const CONTENT_TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export interface StaticHost {
  server: Server;
  /** Of the page. */
  url: string;
  /** The paths that were requested although there is no such file. */
  missing: string[];
}

/** Serves files below the base path, and nothing else. */
export async function serve(root: string, base: string): Promise<StaticHost> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const file = join(root, pathname.replace(base, '/').replace(/\/$/, '/index.html'));
    if (!pathname.startsWith(base) || !existsSync(file) || !statSync(file).isFile()) {
      missing.push(pathname);
      return response.writeHead(404).end();
    }
    response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream');
    return response.end(readFileSync(file));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  return { server, missing, url: `http://localhost:${typeof address === 'object' ? address?.port : ''}${base}` };
}
