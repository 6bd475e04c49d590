import { lawPacks, type LawPack as PackData } from '@countersign/statistics/law-packs';
import type { LawPack } from '../../../gql/graphql';
import { attributeAnswer, type Answers } from './answers';

/** The law packs by their names on the wire. */
export const packs: Readonly<Record<LawPack, PackData>> = {
  EEOC_FOUR_FIFTHS: lawPacks['eeoc-four-fifths'],
  NYC_LL144: lawPacks['nyc-ll144'],
};

export const packNames = Object.keys(packs) as LawPack[];

/** The packs whose rules take no guessed groups. */
export const withoutInferred = packNames.filter((name) => !packs[name].rules.allowsInferred);

/** The chosen packs that take no guessed groups, and the sensitive columns whose groups were guessed. */
export function forbiddenGroups(answers: Answers): { packs: LawPack[]; columns: string[] } {
  return {
    packs: withoutInferred.filter((name) => answers.lawPacks.includes(name)),
    columns: answers.sensitive.filter((name) => attributeAnswer(answers, name).origin === 'INFERRED'),
  };
}
