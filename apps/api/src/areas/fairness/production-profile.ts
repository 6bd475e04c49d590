import { type ProductionSource } from './production-rows';

/** What a column of production is. */
export type ProductionPart = 'label' | 'prediction' | 'score' | 'group' | 'segment';

/** What the predictions of a window say in one place. */
export interface ProductionColumn {
  part: ProductionPart;
  /** The key of a group or segment, otherwise the part. */
  name: string;
  /** Predictions with a value. */
  n: number;
  missing: number;
  /** Different values; null of scores. */
  distinct: number | null;
  /** The most frequent values, none of fewer predictions than `fewest`, nor one that tells how many such there are. */
  top: { value: string; count: number }[];
  otherCount: number;
}

/** Before an audit: how many predictions a window holds, and what can be audited of them. */
export interface ProductionProfile {
  predictions: number;
  /** When the latest prediction that has a label was made; null without labels. */
  lastLabelledAt: Date | null;
  /** Of the labels that came, nineteen in twenty came in so many days; null where no label says when it came. */
  labelDays: number | null;
  columns: ProductionColumn[];
}

const mostNamed = 30;

/** A value that fewer predictions have may name a person: it is counted among the others. */
const fewest = 10;

/**
 * Predictions alike are counted first, since few groups make few kinds. A label is of one prediction of the window, so that
 * the two tables need no join; a row without value says that there is a place, where there is a prediction.
 */
const placesOfWindow = `
  WITH logged AS MATERIALIZED (
    SELECT prediction, score IS NOT NULL AS "hasScore", groups, segments, count(*) AS rows FROM prediction
    WHERE workspace_id = $1 AND model_version_id = $2 AND at >= $3 AND at < $4
    GROUP BY 1, 2, 3, 4
  ), counted AS (
    SELECT 'label' AS part, 'label' AS name, label AS value, count(*) AS rows FROM label
    WHERE workspace_id = $1 AND model_version_id = $2 AND predicted_at >= $3 AND predicted_at < $4
    GROUP BY label
    UNION ALL
    SELECT 'label', 'label', NULL, count(*) FROM logged HAVING count(*) > 0
    UNION ALL
    SELECT 'prediction', 'prediction', prediction, sum(rows) FROM logged GROUP BY prediction
    UNION ALL
    SELECT 'score', 'score', CASE WHEN "hasScore" THEN '' END, sum(rows) FROM logged GROUP BY "hasScore"
    UNION ALL
    SELECT 'group', key, nullif(trim(value), ''), sum(rows) FROM logged, jsonb_each_text(groups) GROUP BY 2, 3
    UNION ALL
    SELECT 'segment', key, nullif(trim(value), ''), sum(rows) FROM logged, jsonb_each_text(segments) GROUP BY 2, 3
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY part, name ORDER BY value IS NULL, rows DESC, value COLLATE "C") AS place
    FROM counted
  )
  SELECT part, name, sum(rows)::int AS rows, count(value)::int AS distinct,
         coalesce(sum(rows) FILTER (WHERE value IS NOT NULL), 0)::int AS n,
         coalesce(
           jsonb_agg(jsonb_build_object('value', value, 'count', rows) ORDER BY place)
             FILTER (WHERE value IS NOT NULL AND part <> 'score' AND place <= ${mostNamed} AND rows >= ${fewest}),
           '[]'
         ) AS top
  FROM ranked GROUP BY part, name
  ORDER BY array_position(ARRAY['label', 'prediction', 'score', 'group', 'segment'], part), name COLLATE "C"`;

type Place = Pick<ProductionColumn, 'part' | 'name' | 'n' | 'top'> & { rows: number; distinct: number };

const labelsOfWindow = `
  SELECT max(predicted_at) AS "lastLabelledAt",
         percentile_disc(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM labelled_at - predicted_at)::float8 / 86400)
           FILTER (WHERE labelled_at IS NOT NULL) AS "labelDays"
  FROM label WHERE workspace_id = $1 AND model_version_id = $2 AND predicted_at >= $3 AND predicted_at < $4`;

type Labels = Pick<ProductionProfile, 'lastLabelledAt' | 'labelDays'>;

/** What the predictions of a window say, before anybody has audited them. */
export async function productionProfile(source: ProductionSource): Promise<ProductionProfile> {
  const { manager, workspaceId, modelVersionId, window } = source;
  await manager.query(`SET LOCAL work_mem = '64MB'`);
  const parameters = [workspaceId, modelVersionId, window.start, window.end];
  const places = (await manager.query(placesOfWindow, parameters)) as Place[];
  const [labels] = (await manager.query(labelsOfWindow, parameters)) as Labels[];
  if (!labels) throw new Error('An aggregate answers with one row.');
  const predictions = places.find(({ part }) => part === 'prediction')?.rows ?? 0;
  const columns = places.map(({ part, name, n, distinct, top }): ProductionColumn => ({
    ...{ part, name, n, missing: predictions - n },
    ...{ distinct: part === 'score' ? null : distinct, ...namedValues(top, n) },
  }));
  return { predictions, ...labels, columns };
}

/** What is left over is the count of one hidden value where only one is hidden: the least frequent named one hides with it. */
function namedValues(top: ProductionColumn['top'], n: number): Pick<ProductionColumn, 'otherCount' | 'top'> {
  const otherCount = top.reduce((rest, { count }) => rest - count, n);
  const least = top.at(-1);
  if (otherCount === 0 || otherCount >= fewest || !least) return { top, otherCount };
  return { top: top.slice(0, -1), otherCount: otherCount + least.count };
}
