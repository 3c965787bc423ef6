package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Submission;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of {@link GuichetCall} that are about forms; of what is in them, nothing is logged. */
final class FormApi {
  private static final Logger LOG = LoggerFactory.getLogger(FormApi.class);
  private static final String ID = "id";

  private final Forms forms;
  private final AuditTrail trail;
  private final Calls calls;

  FormApi(Forms forms, AuditTrail trail, Calls calls) {
    this.forms = forms;
    this.trail = trail;
    this.calls = calls;
  }

  void answer(GuichetRoutes routes) {
    routes
        .on(GuichetCall.FORMS, this::offered)
        .on(GuichetCall.FORM, this::form)
        .on(GuichetCall.DRAFT, this::draft)
        .on(GuichetCall.KEEP_DRAFT, this::keep)
        .on(GuichetCall.DROP_DRAFT, this::drop)
        .on(GuichetCall.SUBMIT, this::send);
  }

  private void offered(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    calls.answer(context, 200, forms.offered(calls.citizen(terminal, context)));
  }

  private void form(String terminal, Context context) throws Refusal, StoreException, IOException {
    calls.answer(context, 200, forms.form(context.pathParam(ID)));
  }

  private void draft(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = calls.citizen(terminal, context);
    calls.answer(context, 200, forms.draft(citizen, context.pathParam(ID)));
  }

  private void keep(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = calls.citizen(terminal, context);
    Draft draft = calls.body(context, GuichetCall.KEEP_DRAFT, Draft.class);
    forms.keep(terminal, citizen, context.pathParam(ID), draft);
    context.status(204);
  }

  private void drop(String terminal, Context context) throws Refusal, StoreException {
    forms.drop(calls.citizen(terminal, context), context.pathParam(ID));
    context.status(204);
  }

  private void send(String terminal, Context context) throws Refusal, StoreException, IOException {
    CardHolder holder = calls.holder(terminal, context);
    UUID key = Calls.uuid(context, GuichetPaths.IDEMPOTENCY_KEY);
    Submission submission = calls.body(context, GuichetCall.SUBMIT, Submission.class);
    Forms.Sent sent = forms.send(terminal, holder, key, context.pathParam(ID), submission);
    LOG.info(
        "terminal={} submission={} new={}", terminal, sent.receipt().reference(), sent.isNew());
    trail.citizen(terminal, Act.FORM_SENT, holder.number(), sent.receipt().reference());
    calls.answer(context, sent.isNew() ? 201 : 200, sent.receipt());
  }
}
