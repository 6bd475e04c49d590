/** A place in a grid, by index. */
export interface GridPlace {
  row: number;
  column: number;
}

const steps: Record<string, GridPlace> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
  PageUp: { row: -Infinity, column: 0 },
  PageDown: { row: Infinity, column: 0 },
};

const within = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));

/** Where a key leads from a place, staying inside the grid; undefined when the key is not one of movement. */
export function nextPlace(key: string, from: GridPlace, size: GridPlace): GridPlace | undefined {
  const step = steps[key];
  if (!step) return undefined;
  return {
    row: within(from.row + step.row, size.row),
    column: within(from.column + step.column, size.column),
  };
}
