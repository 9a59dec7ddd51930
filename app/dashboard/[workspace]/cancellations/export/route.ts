import { answerCancellationExport } from "#lib/http/cancellation-export.ts";

interface Props {
  params: Promise<{ workspace: string }>;
}

/** The cancellations of the page's filters as a file. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  return answerCancellationExport(request, (await params).workspace);
}
