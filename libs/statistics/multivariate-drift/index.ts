export { type DomainClassification, domainClassifier } from './domain-classifier';
export { type FeatureColumn } from './feature-column';
export { type PcaReconstruction, pcaReconstruction } from './pca-reconstruction';
