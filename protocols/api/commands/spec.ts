/** What every entry of the command catalogue states, and the parts of input that many of them share. */
import { z } from 'zod';

export const roles = ['operator', 'chair', 'clerk', 'display'] as const;
export type Role = (typeof roles)[number];

export interface CommandSpec<Input extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly roles: readonly Role[];
  readonly summary: string;
  /** Of the request's body; absent: the server's own limit of 16 kB. */
  readonly bodyLimitBytes?: number;
}

export const command = <Input extends z.ZodType>(
  summary: string,
  allowed: readonly Role[],
  input: Input,
  bodyLimitBytes?: number,
): CommandSpec<Input> => ({
  input,
  roles: allowed,
  summary,
  ...(bodyLimitBytes === undefined ? {} : { bodyLimitBytes }),
});

export const none = z.strictObject({});
export const seat = z.number().int().min(1).max(65_535).describe('seat number of the chamber');
/** Made by whoever creates the thing: a second try with the same id changes nothing. */
export const id = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u)
  .refine(isNoInheritedName, 'a name of its own');
/** Names become keys: one that every object has already would be found where nothing was put. */
export function isNoInheritedName(name: string): boolean {
  return !(name in {});
}
export const line = (max: number) => z.string().trim().min(1).max(max);
export const day = z.iso.date().describe('YYYY-MM-DD, local');
/** True time of something entered later, wall time in ms. */
export const at = z.number().int().min(0).max(8_640_000_000_000_000);
export const link = z.url({ protocol: /^https?$/ }).max(2000);
