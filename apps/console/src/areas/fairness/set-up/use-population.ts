import { useQuery } from '@apollo/client/react';
import { problemOf } from '../../../app/errors';
import { datasetProfileDocument } from '../../datasets/operations';
import type { Answers } from './answers';
import { windowOf } from './audit-input';
import { productionProfileDocument } from './operations';
import { populationOf, type Chosen, type Population } from './population';
import { hasWindow, productionPopulation } from './production-population';

const unknownWindow = { start: '', end: '' };

/** What is known of the people chosen, and why it is not where it could not be read. */
export function usePopulation(
  versionId: string,
  { answers, chosen }: { answers: Answers; chosen: Chosen | null },
): { population: Population; failure: string | undefined } {
  const { source, datasetVersionId: id } = answers;
  const file = useQuery(datasetProfileDocument, { variables: { id }, skip: id === '' });
  const isWindow = hasWindow(answers);
  const production = useQuery(productionProfileDocument, {
    variables: { id: versionId, window: isWindow ? windowOf(answers) : unknownWindow },
    skip: !isWindow,
  });
  if (source === 'FILE') {
    const population = populationOf(chosen, {
      profiled: file.data?.datasetVersion,
      isCounting: file.loading,
    });
    return { population, failure: undefined };
  }
  const population = productionPopulation(answers, {
    profile: production.data?.modelVersion.productionProfile,
    isCounting: production.loading,
  });
  return { population, failure: production.error && problemOf(production.error).cause };
}
