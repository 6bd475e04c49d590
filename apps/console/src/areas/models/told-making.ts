import type { RegisterModelVersionInput } from '../../gql/graphql';
import { packageLines } from './package-lines';

/** What a version was made with, as it stands in the form: an empty text is a field not filled in. */
export interface ToldMaking {
  repository: string;
  commit: string;
  isDirty: boolean;
  digest: string;
  /** One a line. */
  packages: string;
}

export const nothingTold: ToldMaking = {
  ...{ repository: '', commit: '', isDirty: false },
  ...{ digest: '', packages: '' },
};

/** Whether anything is told of the code; then all of it has to be. */
export const tellsCode = ({ repository, commit, isDirty }: ToldMaking): boolean =>
  isDirty || repository.trim() !== '' || commit.trim() !== '';

/** Whether anything is told of the environment; then at least its digest has to be. */
export const tellsEnvironment = ({ digest, packages }: ToldMaking): boolean =>
  digest.trim() !== '' || packages.trim() !== '';

/** The same as the API takes it, null for what is not told; null altogether where a line of the packages cannot be read. */
export function makingInput(
  told: ToldMaking,
): Pick<RegisterModelVersionInput, 'code' | 'environment'> | null {
  const { repository, commit, isDirty, digest } = told;
  const lines = packageLines(told.packages);
  if ('fault' in lines) return null;
  const packages = lines.packages.length > 0 ? lines.packages : null;
  return {
    code: tellsCode(told) ? { repository: repository.trim(), commit: commit.trim(), isDirty } : null,
    environment: tellsEnvironment(told) ? { digest: digest.trim(), packages } : null,
  };
}
