import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** As it comes about by itself sooner or later; what is held weakly alone is gone then. */
export const collectGarbage = runInNewContext('gc') as () => void;
