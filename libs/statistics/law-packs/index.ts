export { applyLawPack, type LawOptions } from './apply-law-pack';
export { dateFinding } from './date-finding';
export { type LawPack, type LawPackId } from './law-pack';
export { lawPackAt, lawPacks } from './law-packs';
export { type MappedSection, type SectionMap } from './section-map';
export { sectionMaps } from './section-maps';
export {
  type LawFinding,
  type LawFindingCode,
  type LawReport,
  type LawRow,
  type LawTable,
  type LawTableReport,
} from './law-report';
