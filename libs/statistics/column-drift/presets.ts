import { type DriftPreset } from './drift-options';
import { type Preset } from './preset';
import { azurePreset } from './preset-azure';
import { countersignPreset } from './preset-countersign';
import { deequPreset } from './preset-deequ';
import { evidentlyPreset } from './preset-evidently';
import { nannymlPreset } from './preset-nannyml';

/** Every preset by its name. */
export const presets: Readonly<Record<DriftPreset, Preset>> = {
  countersign: countersignPreset,
  evidently: evidentlyPreset,
  nannyml: nannymlPreset,
  azure: azurePreset,
  deequ: deequPreset,
};
