import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('evidence')
export class Evidence {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('text') digest!: string;
  @Column('text') kind!: string;
  /** RFC 8785 canonical JSON: the bytes the digest is of. */
  @Column('text') canonical!: string;
  @Column('timestamptz', { name: 'produced_at' }) producedAt!: Date;
}
