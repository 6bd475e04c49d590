import { canonicalJson } from '@countersign/domain/audit-log';
import { type ColumnMapping } from './column-mapping';
import { type LoggedMetric } from './model-version.entity';
import { type VersionMaking } from './version-making';

/** What a version is registered with, beside its artefact. */
export interface RegisteredContent extends VersionMaking {
  description: string;
  trainingDatasetVersionId: string | null;
  metrics: readonly LoggedMetric[];
  baseline: { datasetVersionId: string; mapping: ColumnMapping } | null;
}

/**
 * The parts in which two registrations of one artefact differ, by their names on the wire; none where they say the same.
 * The order of metrics, and of the columns of a list, says nothing.
 */
export function differingParts(known: RegisteredContent, asked: RegisteredContent): string[] {
  const [before, now] = [partsOf(known), partsOf(asked)];
  return Object.keys(before).filter((part) => before[part] !== now[part]);
}

function partsOf({ baseline, code, description, environment, metrics, ...content }: RegisteredContent) {
  return Object.fromEntries(
    Object.entries({
      description,
      trainingDatasetVersionId: content.trainingDatasetVersionId,
      ...{ code, environment },
      metrics: inOrder(metrics),
      'baseline.datasetVersionId': baseline?.datasetVersionId ?? null,
      'baseline.mapping': baseline && inOrderOfNames(baseline.mapping),
    }).map(([part, value]) => [part, canonicalJson(value)]),
  );
}

function inOrderOfNames(mapping: ColumnMapping): ColumnMapping {
  const { segments, groups, ignored } = mapping;
  return {
    ...mapping,
    ...{ segments: inOrder(segments), groups: inOrder(groups), ignored: inOrder(ignored) },
  };
}

function inOrder<Value>(values: readonly Value[]): Value[] {
  const byText = values.map((value) => ({ value, text: canonicalJson(value) }));
  return byText.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ value }) => value);
}
