export { applyLawPack, type LawOptions } from './apply-law-pack';
export { type LawPack, type LawPackId } from './law-pack';
export { lawPacks } from './law-packs';
export {
  type LawFinding,
  type LawFindingCode,
  type LawReport,
  type LawRow,
  type LawTable,
  type LawTableReport,
} from './law-report';
