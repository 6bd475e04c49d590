import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type HeldAttribute } from './held-attribute';

/** Values of sensitive attributes by a key of the person. The values themselves are no entity: nobody selects them. */
@Entity('vault_collection')
export class VaultCollection {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') name!: string;
  @Column('text') purpose!: string;
  @Column('text', { name: 'key_column' }) keyColumn!: string;
  /** In the order of the values. */
  @Column('jsonb') attributes!: HeldAttribute[];
  /** Tells whether the server still has the secret that the keys were digested under. */
  @Column('text', { name: 'key_check' }) keyCheck!: string;
  @Column('bigint') people!: string;
  @Column('timestamptz', { name: 'kept_until', nullable: true }) keptUntil!: Date | null;
  @Column('timestamptz', { name: 'stored_at' }) storedAt!: Date;
  @Column('text', { name: 'stored_by' }) storedBy!: string;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) erasedAt!: Date | null;
  @Column('text', { name: 'erased_by', nullable: true }) erasedBy!: string | null;
}
