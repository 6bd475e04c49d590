import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a witness said of a checkpoint. */
@Entity('audit_cosignature')
export class AuditCosignature {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('bigint') size!: string;
  /** The name that the witness signs under. */
  @PrimaryColumn('text') witness!: string;
  /** The signature line with its line feed. */
  @Column('text') line!: string;
  /** When, by the clock of the witness; the line says so. */
  @Column('timestamptz') at!: Date;
}
