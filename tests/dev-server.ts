/** Vite's dev server for the page, on a free port. */
import { createServer, type InlineConfig } from 'vite';

/** Starts the server, calls `run` with its URL, and stops it. */
export async function withDevServer(config: InlineConfig, run: (url: string) => Promise<void>): Promise<void> {
  const server = await createServer({ ...config, server: { port: 0 }, logLevel: 'error' });
  try {
    await server.listen();
    await run(server.resolvedUrls?.local[0] ?? '');
  } finally {
    await server.close();
  }
}
