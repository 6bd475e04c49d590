import { type Actor } from '@countersign/domain/access';
import { type ReportAbout } from '@countersign/domain/fairness-report';
import { type DatasetsService } from '../datasets/datasets.service';
import { type FairnessAudit } from './fairness-audit.entity';

const ofProduction: ReportAbout['population'] = {
  name: 'Predictions made in production',
  description: null,
  historical: 'Historical data: what the model decided in production during the period audited.',
};

/** How a report names the people of an audit. */
export async function reportPopulation(
  datasets: DatasetsService,
  actor: Actor,
  { datasetVersionId }: FairnessAudit,
): Promise<ReportAbout['population']> {
  if (datasetVersionId === null) return ofProduction;
  const { number, datasetId } = await datasets.version(actor, datasetVersionId);
  const { name, description } = await datasets.dataset(actor, datasetId);
  return {
    name: `${name}, version ${number}`,
    description: description === '' ? null : description,
    historical: null,
  };
}
