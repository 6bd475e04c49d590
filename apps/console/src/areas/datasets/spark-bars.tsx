import type { ReactElement } from 'react';

const width = 120;
const height = 28;

/** A small histogram; its sentence says what it shows, the columns beside it hold the numbers. */
export function SparkBars({
  counts,
  sentence,
}: {
  counts: readonly number[];
  sentence: string;
}): ReactElement {
  const most = Math.max(...counts, 1);
  const step = width / Math.max(counts.length, 1);
  return (
    <svg
      className="cs-spark"
      role="img"
      aria-label={sentence}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      {counts.map((count, index) => {
        const tall = (count / most) * (height - 1);
        return (
          <rect
            key={index}
            x={index * step + 0.5}
            y={height - tall}
            width={Math.max(step - 1, 1)}
            height={tall}
            fill="var(--cs-baseline)"
          />
        );
      })}
    </svg>
  );
}
