import { type ReasonCode } from '../../inference';

/** One document a row: the query it answers, how the model scored it and how relevant it is. */
export interface RankingRows {
  /** The query of each row, −1 where unknown. */
  readonly queries: Int32Array;
  readonly scores: Float64Array;
  /** 0 is irrelevant; more is more relevant. */
  readonly relevances: Float64Array;
}

/** Rows of a query with equal scores, whose order among themselves is unknown. */
export interface TieGroup {
  readonly rows: number;
  /** Rows with a relevance above 0. */
  readonly relevant: number;
  /** Sum of the relevances. */
  readonly gain: number;
}

/** One query, its tie groups from the highest score down. */
export interface RankedQuery {
  readonly groups: readonly TieGroup[];
  /** Rows with a relevance above 0. */
  readonly relevant: number;
  /** Relevances above 0 of the query's rows, falling. */
  readonly gains: Float64Array;
}

export interface RankedQueries {
  /** The queries with a relevant row, in the order of their numbers. */
  readonly queries: readonly RankedQuery[];
  /** Queries without a relevant row: no ranking of them is right or wrong. */
  readonly withoutRelevant: number;
  /** Rows left out: of unknown query, or without a finite score or relevance. */
  readonly missing: number;
  /** Why nothing can be measured; null when something can. */
  readonly reason: ReasonCode | null;
}

/**
 * Sorts the rows of each query by falling score and keeps ties together, so that the order of the rows cannot matter.
 * A negative relevance gives the reason `negative_value`. Throws RangeError when the lists differ in length. O(n log n).
 */
export function rankedQueries({ queries, scores, relevances }: RankingRows): RankedQueries {
  if (queries.length !== scores.length || queries.length !== relevances.length) {
    throw new RangeError(
      `${queries.length} queries, ${scores.length} scores and ${relevances.length} relevances`,
    );
  }
  const isUsable = (row: number): boolean =>
    queries[row]! >= 0 && Number.isFinite(scores[row]!) && Number.isFinite(relevances[row]!);
  const order = Uint32Array.from(queries.keys()).filter(isUsable);
  const missing = queries.length - order.length;
  if (order.some((row) => relevances[row]! < 0)) {
    return { queries: [], withoutRelevant: 0, missing, reason: 'negative_value' };
  }
  order.sort(
    (a, b) => queries[a]! - queries[b]! || scores[b]! - scores[a]! || relevances[b]! - relevances[a]!,
  );
  const ranked: RankedQuery[] = [];
  let withoutRelevant = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && queries[order[to]!] === queries[order[from]!]) to += 1;
    const query = rankedQuery(order.subarray(from, to), scores, relevances);
    if (query.relevant > 0) ranked.push(query);
    else withoutRelevant += 1;
    from = to;
  }
  const reason = order.length === 0 ? 'no_rows' : ranked.length === 0 ? 'no_positives' : null;
  return { queries: ranked, withoutRelevant, missing, reason };
}

function rankedQuery(order: Uint32Array, scores: Float64Array, relevances: Float64Array): RankedQuery {
  const groups: TieGroup[] = [];
  const gains: number[] = [];
  for (let from = 0; from < order.length;) {
    let to = from;
    let relevant = 0;
    let gain = 0;
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to += 1) {
      const relevance = relevances[order[to]!]!;
      gain += relevance;
      if (relevance > 0) {
        gains.push(relevance);
        relevant += 1;
      }
    }
    groups.push({ rows: to - from, relevant, gain });
    from = to;
  }
  return { groups, relevant: gains.length, gains: Float64Array.from(gains).sort().reverse() };
}
