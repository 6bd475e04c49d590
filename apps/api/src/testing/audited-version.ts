import { artifactDigest, registerDataset, run } from './release-path';
import { type ApiClient, type TestApi } from './api';

export interface RanAudit {
  id: string;
  evidenceDigest: string;
  verdict: string;
}

/** A model version, and audits of it that anybody may run. */
export interface AuditedVersion {
  modelVersionId: string;
  run(client: ApiClient, changes?: Record<string, unknown>): Promise<RanAudit>;
}

/**
 * 200 people of two sexes and two cities. Of the men 60 % are favoured and of the women 30 %, in both cities alike: the
 * audit fails by sex, and passes by city.
 */
const people = Array.from({ length: 200 }, (_, index) => {
  const sex = index % 2 ? 'f' : 'm';
  const city = Math.floor(index / 2) % 2 ? 'Oslo' : 'Bergen';
  const place = Math.floor(index / 4) % 10;
  const prediction = place < (sex === 'f' ? 3 : 6) ? 1 : 0;
  return [prediction, place % 2, sex, city].join(',');
});

export async function auditedVersion(api: TestApi, name: string): Promise<AuditedVersion> {
  const dana = await api.as('dana');
  const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
    input: { name, purpose: 'To be audited.' },
  });
  const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
    input: { modelId: model.id, artifactDigest: artifactDigest(name) },
  });
  const file = ['prediction,label,sex,city', ...people].join('\n');
  const datasetVersionId = await registerDataset(dana, name, await dana.upload('people.csv', file));
  const modelVersionId = modelVersion.id;
  const input = {
    ...{ modelVersionId, datasetVersionId, labelColumn: 'label', predictionColumn: 'prediction' },
    ...{ sensitive: ['sex', 'city'], intersections: false, favourable: 'POSITIVE' },
    ...{ rationale: 'A loan is good.', criteria: [{ name: 'IMPACT_RATIO', minimumRatio: 0.8 }] },
  };
  return {
    modelVersionId,
    run: async (client, changes = {}) => {
      const asked = { input: { ...input, ...changes } };
      return (await run<{ audit: RanAudit }>(client, 'runFairnessAudit', asked)).audit;
    },
  };
}
