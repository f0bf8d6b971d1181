/** The API's document (OpenAPI): every route registered after this, and the one shape of every error. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { errorCatalogue } from '../../protocols/api/errors.ts';

export async function registerDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Saalregie',
        version: '1',
        description:
          'Commands of pages and API clients. Live views come over the WebSocket /api/live. Whatever goes ' +
          'wrong is answered with an Error; its code is stable, its HTTP status is ' +
          `${Object.entries(errorCatalogue)
            .map(([code, status]) => `${status} ${code}`)
            .join(', ')}.`,
      },
      components: {
        schemas: {
          Error: {
            type: 'object',
            properties: {
              error: { type: 'string', enum: Object.keys(errorCatalogue) },
              details: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { path: { type: 'string' }, expected: { type: 'string' } },
                  required: ['path', 'expected'],
                },
              },
            },
            required: ['error'],
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      const { openapiObject } = document;
      for (const path of Object.values(openapiObject.paths ?? {}))
        for (const operation of [path?.get, path?.post, path?.delete])
          if (operation)
            operation.responses = {
              ...operation.responses,
              default: {
                description: 'Error',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
              },
            };
      return openapiObject;
    },
  });
}
