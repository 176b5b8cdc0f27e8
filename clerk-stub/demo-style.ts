/** The style of the control page. */
import { html } from 'hono/html';

export const demoStyle = html`<style>
  :root {
    --text: light-dark(#16181d, #ecedf1);
    --quiet: light-dark(#565c69, #a5abb9);
    --surface: light-dark(#ffffff, #1a1d23);
    --page: light-dark(#f8f8fa, #121418);
    --line: light-dark(#e3e5ea, #2e323b);
    --line-strong: light-dark(#868d9b, #737b8b);
    --brand: light-dark(#4a3fd0, #a8a1ff);
    --tint: light-dark(#efeefc, #2a2844);
    --danger: light-dark(#b3261e, #ff9d95);
    --note: light-dark(#fff6dd, #352b12);
    color-scheme: light dark;
    color: var(--text);
    background: var(--page);
  }
  *, ::before, ::after { box-sizing: border-box; }
  body { max-inline-size: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; font: 0.9375rem/1.5 system-ui, sans-serif; }
  h1 { margin: 0.75rem 0 0; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.015em; }
  h2 { margin: 0; font-size: 1.0625rem; }
  h3 { margin: 0; font-size: 0.9375rem; font-weight: 600; overflow-wrap: anywhere; }
  p { margin: 0.25rem 0 0; }
  ul { list-style: none; margin: 0; padding: 0; }
  section { margin-block-start: 2.5rem; scroll-margin-block-start: 1rem; }
  section > header { margin-block-end: 0.875rem; }
  a { color: var(--brand); text-underline-offset: 0.2em; }
  code { font: 0.8125rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  p code { white-space: nowrap; }
  .quiet { color: var(--quiet); }
  .small { font-size: 0.8125rem; }
  .cards { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
  .card { padding: 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--surface); }
  .cards > .card { display: flex; flex-direction: column; gap: 0.25rem; }
  .cards form { margin-block-start: auto; padding-block-start: 0.75rem; }
  .card[aria-current] { border-color: var(--brand); box-shadow: 0 0 0 1px var(--brand); }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem; }
  .badge { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; background: var(--tint); color: var(--brand); font-size: 0.75rem; font-weight: 600; }
  .person {
    display: grid; grid-template-columns: auto 1fr auto; gap: 0 0.75rem; align-items: center;
    padding: 0.625rem 1rem; overflow-wrap: anywhere;
  }
  .person + .person { border-block-start: 1px solid var(--line); }
  .person[aria-current] { background: var(--tint); }
  .person[aria-current] .badge, .person[aria-current] .initials { background: var(--surface); }
  .email, .about { grid-column: 2 / -1; }
  .person form { grid-area: 1 / 3; justify-self: end; white-space: nowrap; }
  .about code { display: block; }
  .initials {
    display: grid; place-items: center; inline-size: 2.25rem; block-size: 2.25rem; border-radius: 50%;
    background: var(--tint); color: var(--brand); font-size: 0.8125rem; font-weight: 600;
  }
  button, input, select {
    min-block-size: 2.25rem; padding: 0.25rem 0.75rem; border: 1px solid var(--line-strong); border-radius: 0.375rem;
    background: var(--surface); color: inherit; font: inherit; max-inline-size: 100%;
  }
  input, select { inline-size: 100%; }
  button { border-color: light-dark(#d5d8df, #434955); font-weight: 500; cursor: pointer; }
  button:hover { border-color: var(--line-strong); background: var(--page); }
  :focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
  .fields { display: grid; gap: 0.75rem; align-items: end; }
  label { display: grid; gap: 0.25rem; font-size: 0.8125rem; font-weight: 500; }
  /* Safari on phones zooms into fields with smaller text. */
  label > * { font-size: 1rem; font-weight: 400; }
  .stack { display: grid; gap: 0.75rem; }
  .waiting { background: var(--note); }
  .waiting li { overflow-wrap: anywhere; }
  .list { padding: 0; overflow: hidden; }
  table { inline-size: 100%; border-collapse: collapse; }
  th, td { padding: 0.5rem 0.75rem; text-align: start; vertical-align: baseline; border-block-start: 1px solid var(--line); }
  th { border: 0; color: var(--quiet); font-size: 0.75rem; font-weight: 500; }
  td:nth-child(2) { inline-size: 100%; }
  td { font-variant-numeric: tabular-nums; }
  .failed { color: var(--danger); font-weight: 600; }
  @media (width < 40rem) {
    th, td { padding-inline: 0.5rem; }
  }
  @media (width >= 48rem) {
    th, td { white-space: nowrap; }
    td:nth-child(2) { white-space: normal; }
    .inline { grid-template-columns: 15rem auto 1fr; }
    .person { grid-template-columns: auto 15rem 1fr 5.5rem; }
    .initials { grid-row: 1 / 3; }
    .email { grid-area: 2 / 2; }
    .about { display: grid; grid-template-columns: 1fr 8rem; grid-area: 1 / 3 / 3; align-items: center; gap: 0.75rem; }
    .person form { grid-area: 1 / 4 / 3; }
    .fail { grid-template-columns: 7rem 1fr 15rem; }
    .fail button { grid-column: 1 / -1; justify-self: start; }
    .hold { grid-template-columns: auto 1fr; align-items: center; }
  }
</style>`;
