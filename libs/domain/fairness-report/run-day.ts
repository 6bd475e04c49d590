/** The day an audit ran, yyyy-mm-dd, from the time as it is printed; null where that does not begin with a day. */
export function runDay(ranAt: string): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(ranAt)?.[0] ?? null;
}
