import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('bigint') sequence!: string;
  @Column('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') action!: string;
  @Column('text') outcome!: 'done' | 'refused';
  @Column('text', { name: 'subject_type' }) subjectType!: string;
  @Column('text', { name: 'subject_id' }) subjectId!: string;
  /** RFC 8785 canonical JSON: the bytes the hash is of. */
  @Column('text') canonical!: string;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
  /** Null after an erasure; the entry still verifies. */
  @Column('jsonb', { nullable: true }) payload!: Record<string, unknown> | null;
  @Column('text', { nullable: true }) salt!: string | null;
}
