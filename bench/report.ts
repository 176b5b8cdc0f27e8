/** The medians as Markdown. */
import type { Figures } from './visit.ts';

/** One visit to a page. This page comes first. */
export interface Sample {
  condition: string;
  page: string;
  figures: Figures;
}

/** A table of one figure, with a column for each page and, for times to the first row, the ratio of this page to it. */
export function table(samples: readonly Sample[], figure: string): string {
  const conditions = [...new Set(samples.map(({ condition }) => condition))];
  const rows = conditions.map((condition) => {
    const [ours = Number.NaN, ...others] = medians(samples, figure, condition).values();
    const cells = others.map((theirs) => {
      const ratio = (ours / theirs).toFixed(2);
      const verdict = Number(ratio) > 1 ? `${ratio}, slower` : `**${ratio}**`;
      return figure.startsWith('First row') ? `${format(theirs)} (${verdict})` : format(theirs);
    });
    return [condition, format(ours), ...cells];
  });
  const heads = [figure, ...medians(samples, figure, conditions[0]).keys()];
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A line with one figure of every page. */
export function line(samples: readonly Sample[], figure: string, condition: string): string {
  const cells = [...medians(samples, figure, condition)].map(([page, value]) => `${page} ${format(value)}`);
  return `${figure}, ${condition}: ${cells.join(', ')}.`;
}

/** By page; of an even number of rounds, the higher middle value. */
function medians(samples: readonly Sample[], figure: string, condition?: string): Map<string, number> {
  const rounds = new Map<string, number[]>();
  for (const { page, figures, ...sample } of samples) {
    if (sample.condition === condition) rounds.set(page, [...(rounds.get(page) ?? []), figures[figure] ?? Number.NaN]);
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return new Map([...rounds].map(([page, values]) => [page, middle(values)]));
}

const format = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 3 });
