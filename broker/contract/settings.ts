/**
 * Settings of one display: what a manager may change from the console (desired) and the kiosk answers (reported).
 *
 * One schema per setting: it validates files, environment, flags and desired documents, makes the console's form and
 * writes the reference page. `x-unit` is a unit for people; `x-restart` says whether the kiosk must restart.
 */
import { Type, type Static } from 'typebox';
import { literals } from './literals.ts';

/** Languages the screens speak; the text lives in `ui/`. */
export const LANGUAGES = ['en', 'it', 'fr', 'pl', 'ro', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_DISPLAY_SETTINGS: Readonly<DisplaySettings> = {
  attractMessage: '',
  idleSeconds: 45,
  warningSeconds: 20,
  language: 'en',
};

export const DISPLAY_SETTINGS = {
  attractMessage: Type.String({
    title: 'Attract message',
    description:
      'The sentence on the screen while nobody uses it. Empty: the built-in one, in the language of the display.',
    default: DEFAULT_DISPLAY_SETTINGS.attractMessage,
    maxLength: 120,
    'x-restart': false,
  }),
  idleSeconds: Type.Integer({
    title: 'Idle time',
    description:
      'After this long without a touch, a tap or movement the screen asks whether somebody is still there.',
    default: DEFAULT_DISPLAY_SETTINGS.idleSeconds,
    minimum: 5,
    maximum: 600,
    'x-unit': 'seconds',
    'x-restart': false,
  }),
  warningSeconds: Type.Integer({
    title: 'Warning time',
    description:
      'How long the question stands before the session ends and everything of the shopper is gone. WCAG 2.2.1 asks for 20 or more.',
    default: DEFAULT_DISPLAY_SETTINGS.warningSeconds,
    minimum: 2,
    maximum: 120,
    'x-unit': 'seconds',
    'x-restart': false,
  }),
  language: literals(LANGUAGES, {
    title: 'Language',
    description: 'Language of the display between sessions. A shopper may change it for a session.',
    default: DEFAULT_DISPLAY_SETTINGS.language,
    'x-restart': false,
  }),
} as const;

export const DisplaySettings = Type.Object(DISPLAY_SETTINGS, { additionalProperties: false });
export interface DisplaySettings {
  attractMessage: string;
  idleSeconds: number;
  warningSeconds: number;
  language: Language;
}

/** Any part of the settings of a display, as a desired document carries it. */
export const DisplaySettingsPatch = Type.Partial(DisplaySettings);
export type DisplaySettingsPatch = Partial<DisplaySettings>;

/** Desired settings by display id. */
export const DesiredDisplays = Type.Record(
  Type.String({ pattern: '^[a-z0-9_-]{1,64}$' }),
  DisplaySettingsPatch,
);
export type DesiredDisplays = Static<typeof DesiredDisplays>;
