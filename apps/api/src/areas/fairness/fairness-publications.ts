import { type Actor } from '@countersign/domain/access';
import { type Database, type PublishedPage } from '../../database/database';
import { PublishedSummary } from './published-summary.entity';

const shapeOfId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was published of audits, for those who may read audits and for anybody. */
export class FairnessPublications {
  constructor(private readonly database: Database) {}

  /** The newest page of an audit, public or withdrawn, without its text. */
  newest(actor: Actor, auditId: string): Promise<PublishedSummary | null> {
    return this.database.read(actor, ({ manager }) =>
      manager.findOne(PublishedSummary, { where: { auditId }, order: { id: 'DESC' } }),
    );
  }

  /** For anybody: the page of an id, without its text for who has that of the digest `known`. Null: there was none. */
  async page(id: string, known: string | null): Promise<PublishedPage | null> {
    return shapeOfId.test(id) ? this.database.publishedPage(id, known) : null;
  }
}
