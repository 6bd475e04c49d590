export { formatNumber, formatShare } from '@countersign/domain/report';
