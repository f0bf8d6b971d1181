/** What a mixer must have for a config: scenes, where their pictures come from, slates, the lower third. */

export interface PictureScene {
  readonly scene: string;
  /** Address of an MJPEG (http) or another stream (rtsp); absent: an empty scene for the technician to fill. */
  readonly url?: string;
}

export interface SlateScene {
  readonly scene: string;
  readonly text: string;
}

export interface LowerThirdPlan {
  readonly scene: string;
  /** Names of the text sources; the bar says a full block, or nothing. */
  readonly bar: string;
  readonly name: string;
  readonly role: string;
  readonly item: string;
  readonly time: string;
  readonly title: string;
  readonly captions: string;
  /** `#rrggbb`. */
  readonly background: string;
  readonly text: string;
  /** A picture file on the mixer's PC. */
  readonly logo?: string;
}

export interface StudioPlan {
  readonly wides: readonly PictureScene[];
  readonly cameras: readonly PictureScene[];
  readonly slate: SlateScene;
  readonly pause: SlateScene;
  readonly lowerThird: LowerThirdPlan;
  /** Scenes that the technician fills: slides, conference. */
  readonly empty: readonly string[];
}

/** Names of scenes and sources. */
export interface Provisioned {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly kept: readonly string[];
}
