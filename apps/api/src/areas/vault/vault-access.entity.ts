import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A reading of values by a fairness audit. What it found and what came of it are written by the database alone. */
@Entity('vault_access')
export class VaultAccess {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'collection_id' }) collectionId!: string;
  @Column('text', { array: true }) attributes!: string[];
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('text', { name: 'opened_by' }) openedBy!: string;
  @Column({ type: 'bigint', name: 'keys_asked', insert: false, update: false }) keysAsked!: string;
  @Column({ type: 'bigint', name: 'keys_found', insert: false, update: false }) keysFound!: string;
  @Column({ type: 'uuid', name: 'audit_id', nullable: true, insert: false, update: false }) auditId!:
    string | null;
}
