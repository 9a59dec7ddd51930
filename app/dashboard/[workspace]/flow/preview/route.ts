import { flowPreviewInput } from "#lib/features/flows/model/flow-preview.ts";
import { previewFlow } from "#lib/http/flow-preview.ts";
import { readerCall } from "#lib/http/reader-call.ts";

interface Props {
  params: Promise<{ workspace: string }>;
}

/** A page of an unsaved draft, for the editor beside it. Reads alone; a POST because a draft is too long for an address. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return readerCall(request, { slug: (await params).workspace, schema: flowPreviewInput }, previewFlow);
}
