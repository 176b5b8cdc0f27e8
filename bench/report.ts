/** The figures as Markdown tables, for the screen and for the README. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { RoleChange } from './rendering.ts';
import { documentedExample, type Key, type Members, organizationProfile, type Subject, thisPage } from './subjects.ts';
import type { Exchange, Network, Visit } from './visit.ts';

export interface Condition {
  name: string;
  network: Network;
  members: Members;
  key: Key;
  results: { subject: Subject; result: Result[] }[];
}

/** A visit with an empty cache, and one after it. */
export interface Result {
  first: Visit;
  again: Visit;
}

type VisitKind = keyof Result;
type Figure = 'firstRow' | 'firstPaint' | 'shift' | 'bytes' | 'requests';

const SUBJECTS = [thisPage, documentedExample, organizationProfile];
const VISITS: readonly { kind: VisitKind; name: string }[] = [
  { kind: 'first', name: 'first' },
  { kind: 'again', name: 'returning' },
];
const README = 'README.md';
const MARKERS = { start: '<!-- bench -->', end: '<!-- /bench -->' };

/** @param setting how and where it was measured, in a sentence */
export function report(conditions: readonly Condition[], changes: readonly RoleChange[], setting: string): string {
  const change = (figure: keyof RoleChange) => median(changes.map((one) => one[figure]));
  return [
    'Time to the first row, with the ratio of this page to the other in brackets:',
    '',
    timeTable(conditions),
    '',
    'Over the network until then:',
    '',
    weightTable(conditions),
    '',
    `A role changed in a list of 500: ${change('script').toFixed(1)} ms of script and ${change('layout').toFixed(1)} ms of` +
      ` style and layout in the whole page; ${change('rowsBuilt')} rows built, ${change('rowsTouched')} touched.`,
    '',
    setting,
  ].join('\n');
}

function timeTable(conditions: readonly Condition[]): string {
  const rows = conditions.flatMap((condition) =>
    VISITS.map(({ kind, name }) => {
      const ours = figure(condition, thisPage, kind, 'firstRow');
      return [
        ...conditionCells(condition, name),
        `**${seconds(ours)}**`,
        ...[documentedExample, organizationProfile].map((subject) => {
          const theirs = figure(condition, subject, kind, 'firstRow');
          return theirs === null ? '–' : `${seconds(theirs)} (${ratio(ours, theirs)})`;
        }),
      ];
    }),
  );
  return table([...CONDITION_HEADS, ...SUBJECTS.map(({ name }) => nameOf(name))], rows);
}

/** On the slowest network measured: bytes and requests are the same on every one. */
function weightTable(conditions: readonly Condition[]): string {
  const slowest = conditions.filter(({ network }) => network === conditions[0]?.network);
  const rows = slowest.flatMap((condition) =>
    VISITS.map(({ kind, name }) => [
      ...conditionCells(condition, name),
      ...SUBJECTS.map((subject) => {
        const value = (wanted: Figure) => figure(condition, subject, kind, wanted);
        const [bytes, requests, paint, shift] = [
          value('bytes'),
          value('requests'),
          value('firstPaint'),
          value('shift'),
        ];
        if (bytes === null) return '–';
        return `${kilobytes(bytes)}, ${requests} requests, paint ${seconds(paint)}, CLS ${shift?.toFixed(3)}`;
      }),
    ]),
  );
  return table([...CONDITION_HEADS, ...SUBJECTS.map(({ name }) => nameOf(name))], rows);
}

const CONDITION_HEADS = ['Network', 'Members', 'Key', 'Visit'];

const conditionCells = ({ network, members, key }: Condition, visit: string) => [
  network.name,
  members.toLocaleString('en'),
  key,
  visit,
];

/** When each request of a first visit starts and ends, for the visit in the middle. */
export function waterfall({ name, results }: Condition): string {
  const parts = results.map(({ subject, result }) => {
    const visits = result.map(({ first }) => first).sort((a, b) => a.firstRow - b.firstRow);
    const visit = visits[Math.floor(visits.length / 2)];
    if (!visit) return '';
    const rows = visit.exchanges
      .toSorted((a, b) => a.start - b.start)
      .map(({ method, url, start, end, bytes, fromCache }: Exchange) => [
        method,
        new URL(url).pathname,
        start.toFixed(0),
        end.toFixed(0),
        fromCache ? 'cache' : kilobytes(bytes),
      ]);
    const head = `${name}: ${subject.name}, first row after ${visit.firstRow.toFixed(0)} ms`;
    return `\n${head}\n\n${table(['', 'Path', 'Start', 'End', 'Bytes'], rows)}`;
  });
  return parts.join('\n');
}

/** @returns what was done, in a sentence */
export async function writeIntoReadme(text: string): Promise<string> {
  const readme = existsSync(README) ? await readFile(README, 'utf8') : '';
  const start = readme.indexOf(MARKERS.start);
  const end = readme.indexOf(MARKERS.end);
  if (start < 0 || end < start) return `${README} has no ${MARKERS.start} and ${MARKERS.end}: nothing written.`;
  const before = readme.slice(0, start + MARKERS.start.length);
  await writeFile(README, `${before}\n\n${text}\n\n${readme.slice(end)}`);
  return `Written into ${README}.`;
}

/** The median of a figure; `null` where the subject was not measured under that condition. */
function figure({ results }: Condition, subject: Subject, kind: VisitKind, wanted: Figure): number | null {
  const measured = results.find((one) => one.subject === subject)?.result ?? [];
  return measured.length > 0 ? median(measured.map((result) => result[kind][wanted])) : null;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

const seconds = (milliseconds: number | null) => `${((milliseconds ?? Number.NaN) / 1000).toFixed(2)} s`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} KB`;
const ratio = (ours: number | null, theirs: number) => ((ours ?? Number.NaN) / theirs).toFixed(2);
const nameOf = (subject: string) => (subject.startsWith('<') ? `\`${subject}\`` : subject);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
