"""Lasso at one end of a message: one JSON object a line in, one a line out."""
import json
import sys

import lasso


def server(of):
    own, other = of['own'], of['other']
    made = lasso.Server.newFromBuffers(own['metadata'], own['key'], None, own['certificate'])
    made.signatureMethod = lasso.SIGNATURE_METHOD_RSA_SHA256
    role = lasso.PROVIDER_ROLE_IDP if other['role'] == 'identity provider' else lasso.PROVIDER_ROLE_SP
    made.addProviderFromBuffer(role, other['metadata'])
    return made


def ask(of):
    login = lasso.Login(server(of))
    login.initAuthnRequest(of['to'], lasso.HTTP_METHOD_REDIRECT)
    login.buildAuthnRequestMsg()
    return {'url': login.msgUrl}


def answer(of):
    """Verifies our AuthnRequest and answers it."""
    made = server(of)
    if of.get('encrypt'):
        provider = made.getProvider(of['from'])
        provider.setEncryptionMode(lasso.ENCRYPTION_MODE_ASSERTION)
        provider.setEncryptionSymKeyType(getattr(lasso, of['encrypt']))
        provider.setKeyEncryptionMethod(lasso.KEY_ENCRYPTION_METHOD_OAEP)
    login = lasso.Login(made)
    login.processAuthnRequestMsg(of['query'])
    login.validateRequestMsg(True, True)
    login.buildAssertion(lasso.SAML2_AUTHN_CONTEXT_PASSWORD, of['now'], None, of['notBefore'], of['notOnOrAfter'])
    login.assertion.subject.nameID.content = of['nameId']
    login.assertion.subject.nameID.format = lasso.SAML2_NAME_IDENTIFIER_FORMAT_EMAIL
    login.setSignatureHint(lasso.PROFILE_SIGNATURE_HINT_FORCE)
    login.buildAuthnResponseMsg()
    return {'message': login.msgBody}


def signed_in(of, made):
    login = lasso.Login(made)
    login.processAuthnResponseMsg(of['response'])
    login.acceptSso()
    return login


def accept(of):
    login = signed_in(of, server(of))
    return {'nameId': login.nameIdentifier.content}


def log_out(of):
    made = server(of)
    login = signed_in(of, made)
    logout = lasso.Logout(made)
    logout.setSessionFromDump(login.session.dump())
    logout.initRequest(of['to'], lasso.HTTP_METHOD_REDIRECT)
    logout.buildRequestMsg()
    return {'url': logout.msgUrl, 'dump': logout.dump()}


def logged_out(of):
    logout = lasso.Logout.newFromDump(server(of), of['dump'])
    logout.processResponseMsg(of['query'])
    return {}


def answer_log_out(of):
    made = server(of)
    login = signed_in(of, made)
    logout = lasso.Logout(made)
    logout.setSessionFromDump(login.session.dump())
    logout.processRequestMsg(of['query'])
    logout.validateRequest()
    logout.buildResponseMsg()
    return {'url': logout.msgUrl}


DOES = {f.__name__: f for f in (ask, answer, accept, log_out, logged_out, answer_log_out)}
for line in sys.stdin:
    question = json.loads(line)
    try:
        print(json.dumps(DOES[question['do']](question)), flush=True)
    except lasso.Error as error:
        print(json.dumps({'error': f'{type(error).__name__}: {error}'}), flush=True)
