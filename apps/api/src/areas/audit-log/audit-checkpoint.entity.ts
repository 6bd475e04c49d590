import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_checkpoint')
export class AuditCheckpoint {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('bigint') size!: string;
  /** Lower-case hex. */
  @Column('text') root!: string;
  /** The whole note, as signed. */
  @Column('text') note!: string;
  /** The key that signed; at a handover the new one. */
  @Column('text') vkey!: string;
  @Column('timestamptz') at!: Date;
}
