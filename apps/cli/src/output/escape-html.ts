export { escapeHtml } from '@countersign/domain/report';
