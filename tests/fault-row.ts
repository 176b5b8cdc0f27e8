/** What a test proves about a fault, as a row of the table in SECURITY.md: `npm run faults` writes it. */

/** The parts of the table. */
export const FAULT_AREAS = ['Start', 'Reads', 'Writes', 'Sessions', 'Hostile data'] as const;

/**
 * Details for Playwright's `test()`.
 *
 * @param happens what goes wrong, for a reader who does not know the code
 * @param sees what the person sees then, and can do
 */
export const faultRow = (area: (typeof FAULT_AREAS)[number], happens: string, sees: string) => ({
  annotation: { type: 'fault', description: [area, happens, sees].join(' | ') },
});
