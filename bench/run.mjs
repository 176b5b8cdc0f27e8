/** Runs the bench: Node 20 knows no TypeScript, Vite does. */
import { runnerImport } from 'vite';

await runnerImport('./bench/bench.ts');
