import { euAiActAnnexIv } from './eu-ai-act-annex-iv';
import { nistAiRmf } from './nist-ai-rmf';
import { nycLl144Sections } from './nyc-ll144-sections';
import { type SectionMap } from './section-map';

/** Every section map there is, in the order in which reports print them. */
export const sectionMaps: readonly SectionMap[] = [euAiActAnnexIv, nycLl144Sections, nistAiRmf];
