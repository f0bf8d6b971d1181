/**
 * One delegate with desk, microphone and placard, drawn in metres around the middle of the face (y down).
 * Far away only shapes remain; the placard carries the seat's number for people and its code for programs.
 */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Looks } from './looks.ts';
import { codeAspect, drawSeatCode } from './marks.ts';

export interface PersonOptions {
  readonly seat: number;
  readonly name: string;
  readonly chair: boolean;
  readonly looks: Looks;
  readonly microphoneOpen: boolean;
  /** Pixels per metre here: decides how much detail is worth drawing. */
  readonly pixelsPerMetre: number;
}

/** The context must be scaled so that one unit is one metre, its origin in the face. */
export function drawPerson(context: SKRSContext2D, options: PersonOptions): void {
  const detailed = options.pixelsPerMetre > 90;
  drawSeatBack(context, options.chair);
  drawBody(context, options.looks, detailed);
  drawHead(context, options.looks, detailed);
  drawDesk(context, options.chair);
  drawMicrophone(context, options.microphoneOpen, detailed);
  drawPlacard(context, options);
}

function box(
  context: SKRSContext2D,
  colour: string,
  [x, y, width, height, radius]: readonly [number, number, number, number, number],
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}

function drawSeatBack(context: SKRSContext2D, chair: boolean): void {
  if (chair) box(context, '#5a2f2c', [-0.31, -0.32, 0.62, 0.9, 0.1]);
  else box(context, '#22303c', [-0.27, 0.02, 0.54, 0.6, 0.08]);
}

function drawBody(context: SKRSContext2D, looks: Looks, detailed: boolean): void {
  context.fillStyle = looks.suit;
  context.beginPath();
  context.moveTo(-0.27, 0.52);
  context.bezierCurveTo(-0.27, 0.26, -0.22, 0.19, -0.07, 0.155);
  context.lineTo(0.07, 0.155);
  context.bezierCurveTo(0.22, 0.19, 0.27, 0.26, 0.27, 0.52);
  context.closePath();
  context.fill();
  context.fillStyle = looks.shade;
  context.fillRect(-0.045, 0.08, 0.09, 0.11);
  context.fillStyle = looks.shirt;
  context.beginPath();
  context.moveTo(-0.065, 0.15);
  context.lineTo(0, 0.4);
  context.lineTo(0.065, 0.15);
  context.lineTo(0, 0.195);
  context.closePath();
  context.fill();
  if (!detailed) return;
  if (looks.tie) {
    context.fillStyle = looks.tie;
    context.beginPath();
    context.moveTo(-0.016, 0.19);
    context.lineTo(0.016, 0.19);
    context.lineTo(0.026, 0.35);
    context.lineTo(0, 0.395);
    context.lineTo(-0.026, 0.35);
    context.closePath();
    context.fill();
  }
  context.strokeStyle = 'rgba(0,0,0,0.28)';
  context.lineWidth = 0.008;
  context.beginPath();
  context.moveTo(-0.065, 0.155);
  context.lineTo(0, 0.41);
  context.lineTo(0.065, 0.155);
  context.moveTo(-0.185, 0.52);
  context.lineTo(-0.17, 0.36);
  context.moveTo(0.185, 0.52);
  context.lineTo(0.17, 0.36);
  context.stroke();
  context.fillStyle = looks.group;
  context.beginPath();
  context.arc(0.105, 0.26, 0.013, 0, 2 * Math.PI);
  context.fill();
}

function ellipse(
  context: SKRSContext2D,
  colour: string,
  [x, y, rx, ry]: readonly [number, number, number, number],
  [from, to]: readonly [number, number] = [0, 2],
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, from * Math.PI, to * Math.PI);
  context.fill();
}

function drawHead(context: SKRSContext2D, looks: Looks, detailed: boolean): void {
  if (looks.hairStyle === 'long') box(context, looks.hair, [-0.108, -0.1, 0.216, 0.27, 0.09]);
  if (looks.hairStyle === 'bun') ellipse(context, looks.hair, [0, -0.145, 0.05, 0.045]);
  if (detailed) {
    ellipse(context, looks.shade, [-0.092, 0.005, 0.016, 0.028]);
    ellipse(context, looks.shade, [0.092, 0.005, 0.016, 0.028]);
  }
  ellipse(context, looks.skin, [0, 0, 0.09, 0.12]);
  if (looks.beard) {
    ellipse(context, looks.hair, [0, 0.035, 0.087, 0.09], [0, 1]);
    ellipse(context, looks.skin, [0, 0.03, 0.062, 0.036]);
  }
  if (looks.hairStyle !== 'bald') {
    context.fillStyle = looks.hair;
    context.beginPath();
    context.ellipse(0, -0.025, 0.098, 0.108, 0, Math.PI * 0.98, Math.PI * 2.02);
    context.bezierCurveTo(0.07, -0.07, 0.02, -0.075, -0.02, -0.062);
    context.bezierCurveTo(-0.06, -0.05, -0.085, -0.05, -0.098, -0.02);
    context.fill();
  }
  if (detailed) drawFace(context, looks);
}

function drawFace(context: SKRSContext2D, looks: Looks): void {
  // Light from the left: the other cheek lies in soft shade.
  context.save();
  context.beginPath();
  context.ellipse(0, 0, 0.09, 0.12, 0, 0, 2 * Math.PI);
  context.clip();
  context.globalAlpha = 0.28;
  ellipse(context, looks.shade, [0.075, 0.03, 0.05, 0.12]);
  context.restore();
  for (const side of [-1, 1]) {
    ellipse(context, '#fbfaf7', [side * 0.036, -0.008, 0.016, 0.0095]);
    ellipse(context, '#2b2420', [side * 0.036, -0.008, 0.0075, 0.0085]);
    context.strokeStyle = looks.hairStyle === 'bald' ? '#5b4a3d' : looks.hair;
    context.lineWidth = 0.008;
    context.beginPath();
    context.moveTo(side * 0.054, -0.03);
    context.quadraticCurveTo(side * 0.038, -0.041, side * 0.02, -0.033);
    context.stroke();
  }
  context.strokeStyle = looks.shade;
  context.lineWidth = 0.009;
  context.beginPath();
  context.moveTo(0.002, -0.005);
  context.quadraticCurveTo(0.014, 0.026, -0.006, 0.031);
  context.stroke();
  context.strokeStyle = '#a4584f';
  context.lineWidth = 0.009;
  context.beginPath();
  context.moveTo(-0.027, 0.06);
  context.quadraticCurveTo(0, 0.071, 0.027, 0.06);
  context.stroke();
  if (!looks.glasses) return;
  context.strokeStyle = '#26292d';
  context.lineWidth = 0.006;
  for (const side of [-1, 1]) {
    context.beginPath();
    context.roundRect(side * 0.037 - 0.025, -0.025, 0.05, 0.036, 0.012);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(-0.012, -0.012);
  context.lineTo(0.012, -0.012);
  context.stroke();
}

function drawDesk(context: SKRSContext2D, chair: boolean): void {
  const half = chair ? 0.95 : 0.56;
  box(context, chair ? '#7c5637' : '#6e4d33', [-half, 0.405, 2 * half, 0.6, 0.01]);
  context.fillStyle = chair ? '#a3764c' : '#936a47';
  context.fillRect(-half, 0.395, 2 * half, 0.03);
  context.fillStyle = 'rgba(0,0,0,0.22)';
  context.fillRect(-half, 0.425, 2 * half, 0.012);
}

function drawMicrophone(context: SKRSContext2D, open: boolean, detailed: boolean): void {
  context.strokeStyle = '#15181b';
  context.lineWidth = 0.012;
  context.beginPath();
  context.moveTo(-0.25, 0.41);
  context.bezierCurveTo(-0.26, 0.33, -0.22, 0.25, -0.155, 0.205);
  context.stroke();
  if (detailed) box(context, '#15181b', [-0.3, 0.388, 0.1, 0.025, 0.01]);
  ellipse(context, '#1d2125', [-0.15, 0.2, 0.02, 0.02]);
  if (!open) return;
  context.strokeStyle = '#ff2a1f';
  context.lineWidth = detailed ? 0.014 : 0.035;
  context.beginPath();
  context.arc(-0.15, 0.2, detailed ? 0.026 : 0.045, 0, 2 * Math.PI);
  context.stroke();
}

const plate = { left: -0.19, top: 0.435, width: 0.38, height: 0.125 };
const codeWidth = 0.17;

function drawPlacard(context: SKRSContext2D, { seat, name, looks, pixelsPerMetre }: PersonOptions): void {
  const { left, top, width, height } = plate;
  box(context, '#f6f4ee', [left, top, width, height, 0.006]);
  context.fillStyle = looks.group;
  context.fillRect(left, top, 0.016, height);
  if (pixelsPerMetre < 45) return;
  context.fillStyle = '#1a1d21';
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const middle = left + 0.016 + (width - codeWidth - 0.026) / 2;
  context.font = 'bold 0.075px "DejaVu Sans", sans-serif';
  context.fillText(String(seat), middle, top + 0.073, 0.16);
  context.font = '0.028px "DejaVu Sans", sans-serif';
  context.fillText(name, middle, top + 0.108, 0.165);
  if (pixelsPerMetre < 150) return;
  const codeHeight = codeWidth / codeAspect;
  drawSeatCode(context, seat, left + width - codeWidth - 0.008, top + (height - codeHeight) / 2, codeWidth);
}
