/** The faults `loss|duplicate|reorder {probability}` of a network or a noisy line, by name. */
import type { NetworkFaults } from '../front/network.ts';

export const networkFaults = ['loss', 'duplicate', 'reorder'] as const;

/** The network after this fault; null: senseless parameters, undefined: another fault. */
export function networkFault(
  network: NetworkFaults,
  name: string,
  parameters: Record<string, unknown>,
): NetworkFaults | null | undefined {
  if (!networkFaults.some((known) => known === name)) return undefined;
  const probability = parameters['off'] === true ? 0 : Number(parameters['probability'] ?? 0.05);
  return probability >= 0 && probability <= 1 ? { ...network, [name]: probability } : null;
}
