/** The table of faults in SECURITY.md, made from the details of the tests (`fault-row.ts`). */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FAULT_AREAS } from './fault-row.ts';

const FILE = 'SECURITY.md';
const TABLE = /(?<=<!-- faults -->\n\n)[\s\S]*(?=\n\n<!-- \/faults -->)/;

/** What `playwright test --list --reporter=json` prints, as far as it is used here. */
interface Suite {
  file: string;
  suites?: Suite[];
  specs: { title: string; file: string; tests: { annotations: { type: string; description: string }[] }[] }[];
}

function faultTable(): string {
  const rows = listedSuites().flatMap(faultsOf);
  const sections = FAULT_AREAS.map((area) => {
    const cells = rows
      .filter((row) => row.area === area)
      .map(({ happens, sees, test }) => `| ${happens} | ${sees} | ${test} |`);
    return `### ${area}\n\n| Fault | What the person sees | Test |\n| --- | --- | --- |\n${cells.join('\n')}`;
  });
  return sections.join('\n\n');
}

function listedSuites(): Suite[] {
  // Listing all tests takes twice as long.
  const files = readdirSync('tests')
    .map((file) => `tests/${file}`)
    .filter((file) => file.endsWith('.spec.ts') && readFileSync(file, 'utf8').includes('faultRow('));
  const command = ['node_modules/@playwright/test/cli.js', 'test', '--list', '--reporter=json', ...files];
  // The configuration may warn on the error stream.
  const output = execFileSync(process.execPath, command, {
    encoding: 'utf8',
    // Otherwise a run that writes its own JSON report to a file would have this one in it.
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: '', PLAYWRIGHT_JSON_OUTPUT_NAME: '' },
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output).suites;
}

function faultsOf({ suites = [], specs }: Suite): { area: string; happens: string; sees: string; test: string }[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    (tests[0]?.annotations ?? [])
      .filter(({ type }) => type === 'fault')
      .map(({ description }) => {
        const [area = '', happens = '', sees = ''] = description.split(' | ');
        return { area, happens, sees, test: `${file}: ${title}` };
      }),
  );
  return [...own, ...suites.flatMap(faultsOf)];
}

test('the table of faults in SECURITY.md is up to date', () => {
  const { updateSnapshots } = test.info().config;
  const table = faultTable();
  const text = readFileSync(FILE, 'utf8');
  if (updateSnapshots === 'all' || updateSnapshots === 'changed')
    writeFileSync(
      FILE,
      text.replace(TABLE, () => table),
    );
  expect(readFileSync(FILE, 'utf8').match(TABLE)?.[0], `${FILE} is out of date: run \`npm run faults\``).toBe(table);
});
