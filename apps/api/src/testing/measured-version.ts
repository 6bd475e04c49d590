import { type TestApi } from './api';
import { artifactDigest, registerDataset, run } from './release-path';

const mapping = { id: 'id', at: 'at', score: 'score', prediction: 'prediction' };
const ignored = ['at', 'age', 'city', 'score', 'prediction'];
const rowsOfFile = 600;

/**
 * A model version whose three gates have evidence that monitors and an audit made through the API, as in production: the last
 * whole month was logged and labelled. Few people of one group make the audit one that not everybody may read.
 * @param labelled how many of the month's 600 rows have their label
 */
export async function measuredVersion(
  api: TestApi,
  name: string,
  labelled = rowsOfFile,
): Promise<{ modelVersionId: string }> {
  const dana = await api.as('dana');
  const upload = (text: string) => dana.upload('rows.csv', text);
  const month = lastMonth();
  const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
    input: { name, purpose: 'To be released.' },
  });
  const datasetVersionId = await registerDataset(dana, name, await upload(rows(month - 90 * day, true)));
  const baseline = { datasetVersionId, mapping: { ...mapping, label: 'label' } };
  const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
    input: { modelId: model.id, artifactDigest: artifactDigest(name), baseline },
  });
  const modelVersionId = modelVersion.id;
  await run(dana, 'logPredictions', {
    input: {
      modelVersionId,
      uploadId: await upload(rows(month, false)),
      mapping,
      idempotencyKey: `${name} rows`,
    },
  });
  await run(dana, 'logLabels', {
    input: {
      ...{ modelId: model.id, idempotencyKey: `${name} labels` },
      uploadId: await upload(rows(month, true, labelled)),
      mapping: { id: 'id', label: 'label', ignored },
    },
  });
  for (const kind of ['DRIFT', 'PERFORMANCE']) {
    const input = { modelVersionId, name: kind, kind };
    const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', { input });
    await run(dana, 'runMonitor', { id: monitor.id });
  }
  const audited = await registerDataset(dana, `${name}, people`, await upload(people()));
  await run(dana, 'runFairnessAudit', {
    input: {
      ...{ modelVersionId, datasetVersionId: audited, labelColumn: 'label', predictionColumn: 'prediction' },
      ...{ sensitive: ['sex'], favourable: 'POSITIVE', rationale: 'A loan is good.' },
    },
  });
  return { modelVersionId };
}

const day = 86_400_000;

/** The first instant of the last whole month (UTC). */
function lastMonth(): number {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
}

/** Ages and cities cycle; scores tell the labels apart, with faults. */
function rows(start: number, isLabelled: boolean, length = rowsOfFile): string {
  const lines = Array.from({ length }, (_, row) => {
    const label = row % 3 === 0 ? 1 : 0;
    const score = label ? 0.5 + (row % 5) / 10 : 0.1 + (row % 7) / 10;
    const place = [`${start}-${row}`, new Date(start + row * 60_000).toISOString(), 20 + (row % 50)];
    const made = [['Oslo', 'Bergen', 'Tromsø'][row % 3], score, score > 0.5 ? 1 : 0];
    return [...place, ...made, ...(isLabelled ? [label] : [])].join(',');
  });
  return [`id,at,age,city,score,prediction${isLabelled ? ',label' : ''}`, ...lines].join('\n');
}

/** Two sexes that are treated alike, and three people of another. */
function people(): string {
  const lines = Array.from({ length: 403 }, (_, row) => {
    const label = row % 4 < 2 ? 1 : 0;
    const prediction = row % 40 < 2 ? 1 - label : label;
    const sex = row >= 400 ? 'x' : Math.floor(row / 4) % 2 ? 'f' : 'm';
    return [prediction, label, sex].join(',');
  });
  return ['prediction,label,sex', ...lines].join('\n');
}
