import { type ColumnSchema } from '@countersign/engines/files';
import { type AnchorEdges, type Profile, profileFromJson } from '@countersign/statistics/profile';
import { type BaselineRow } from './baseline.entity';
import { type ColumnMapping } from './column-mapping';

/** One column of a baseline. Numeric columns have the edges that every later profile is counted on (`edges.all`). */
export interface BaselineColumn {
  edges?: AnchorEdges;
  profile: Profile;
}

/** What a model version is compared with: the profile of each feature, and of `score` and `prediction` where mapped. */
export interface Baseline {
  id: string;
  modelVersionId: string;
  datasetVersionId: string;
  mapping: ColumnMapping;
  /** In the order of the dataset's file. */
  features: ColumnSchema[];
  profiles: Map<string, BaselineColumn>;
}

/** The domain's view of a stored baseline; throws ProfileError when a stored profile is damaged. */
export function baselineOf(row: BaselineRow): Baseline {
  const { id, modelVersionId, datasetVersionId, mapping, features } = row;
  const profiles = Object.entries(row.profiles).map(
    ([column, { edges, profile }]): [string, BaselineColumn] => [
      column,
      { ...(edges && { edges }), profile: profileFromJson(profile) },
    ],
  );
  return { id, modelVersionId, datasetVersionId, mapping, features, profiles: new Map(profiles) };
}
