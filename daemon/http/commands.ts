/** `POST /api/commands/<name>`: one route for each entry of the command catalogue, checked by its schema and roles. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { commandCatalogue, isCommandName, type Command, type Role } from '../../protocols/api/commands.ts';
import type { CommandSpec } from '../../protocols/api/commands/spec.ts';
import type { CommandAnswer } from '../runtime/loop.ts';
import { sendError } from './errors.ts';

export interface CommandsOptions {
  readonly safeMode: boolean;
  command(command: Command, actor: Role): Promise<CommandAnswer>;
}

export function registerCommands(app: FastifyInstance, options: CommandsOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  for (const [name, spec] of Object.entries(commandCatalogue)) {
    const { input, roles, summary, bodyLimitBytes }: CommandSpec = spec;
    typed.post(
      `/api/commands/${name}`,
      {
        schema: { body: input, tags: ['commands'], summary, description: `Roles: ${roles.join(', ')}.` },
        ...(bodyLimitBytes === undefined ? {} : { bodyLimit: bodyLimitBytes }),
        // Before the body is even read: who may not give a command learns nothing about its input.
        onRequest: async (request, reply) => {
          if (!request.role) return sendError(reply, 'not-signed-in');
          if (!(roles as readonly string[]).includes(request.role)) return sendError(reply, 'wrong-role');
          return options.safeMode ? sendError(reply, 'safe-mode') : undefined;
        },
      },
      async (request, reply) => {
        if (!request.role || !isCommandName(name)) return sendError(reply, 'not-signed-in');
        // The schema of this very entry has checked the body: name and input belong together.
        const command = { name, input: request.body } as Command;
        const answer = await options.command(command, request.role);
        return answer.ok ? reply.send(answer) : sendError(reply, answer.error);
      },
    );
  }
  app.post('/api/commands/*', { schema: { hide: true } }, async (request, reply) =>
    sendError(reply, request.role ? 'unknown-command' : 'not-signed-in'),
  );
}
