import type { Operation } from "./operation.ts";
import { operations } from "./operations.ts";

const BASE = "/api/v1/";

interface Resource {
  segments: string[];
  operations: Operation[];
}

function build(): Resource[] {
  const byPath = new Map<string, Resource>();
  for (const operation of operations) {
    const resource = byPath.get(operation.path) ?? { segments: operation.path.slice(1).split("/"), operations: [] };
    resource.operations.push(operation);
    byPath.set(operation.path, resource);
  }
  return [...byPath.values()];
}

let resources: Resource[] | undefined;

/**
 * The operations at a path exactly as it was sent, and its parameters still encoded; null for an unknown path.
 * Works on the raw path: a URL parser would resolve "..", "%2e%2e" and "//" before anybody could refuse them.
 */
export function matchPath(rawPath: string): { operations: Operation[]; rawParams: Record<string, string> } | null {
  if (!rawPath.startsWith(BASE)) return null;
  resources ??= build();
  const segments = rawPath.slice(BASE.length).split("/");
  for (const resource of resources) {
    if (resource.segments.length !== segments.length) continue;
    const rawParams: Record<string, string> = {};
    const fits = resource.segments.every((segment, i) => {
      const given = segments[i] as string;
      if (!segment.startsWith("{")) return segment === given;
      rawParams[segment.slice(1, -1)] = given;
      return given !== "";
    });
    if (fits) return { operations: resource.operations, rawParams };
  }
  return null;
}

/** The methods of the operations, HEAD where GET is. */
export function allowedMethods(at: readonly Operation[]): string[] {
  return at.flatMap((operation) => (operation.method === "GET" ? ["GET", "HEAD"] : [operation.method]));
}
