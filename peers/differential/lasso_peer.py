"""Asks lasso for its opinion of Responses: one JSON object a line in, one a line out."""
import functools
import json
import re
import sys
from xml.sax.saxutils import quoteattr

import lasso

MD = 'xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
SAML = 'urn:oasis:names:tc:SAML:2.0:protocol'
BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-'


def key_descriptors(certificates, use):
    bodies = [re.sub(r'-----[^-]+-----|\s', '', one) for one in certificates]
    return ''.join(
        f'<KeyDescriptor use="{use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{body}'
        '</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>'
        for body in bodies
    )


@functools.lru_cache(maxsize=None)
def server_of(text):
    of = json.loads(text)
    identity_provider = (
        f'<EntityDescriptor {MD} entityID={quoteattr(of["issuer"])}>'
        f'<IDPSSODescriptor protocolSupportEnumeration="{SAML}">{key_descriptors(of["certificates"], "signing")}'
        f'<SingleSignOnService Binding="{BINDING}Redirect" Location="https://idp.example.test/sso"/>'
        '</IDPSSODescriptor></EntityDescriptor>'
    )
    service_provider = (
        f'<EntityDescriptor {MD} entityID={quoteattr(of["entityId"])}>'
        f'<SPSSODescriptor protocolSupportEnumeration="{SAML}">'
        f'<AssertionConsumerService index="0" isDefault="true" Binding="{BINDING}POST" '
        f'Location={quoteattr(of["replyUrl"] or "https://sp.example.test/acs")}/>'
        '</SPSSODescriptor></EntityDescriptor>'
    )
    server = lasso.Server.newFromBuffers(service_provider, of.get('decryptionKey'))
    server.addProviderFromBuffer(lasso.PROVIDER_ROLE_IDP, identity_provider)
    return server


def text_of(value):
    return ''.join(part.content or '' for part in value.any or [] if hasattr(part, 'content'))


def named_by(login):
    assertion = login.assertion
    attributes = {}
    for statement in assertion.attributeStatement or []:
        for attribute in statement.attribute or []:
            values = [text_of(value) for value in attribute.attributeValue or []]
            attributes.setdefault(attribute.name, []).extend(values)
    return {'nameId': login.nameIdentifier.content or '', 'attributes': attributes}



def opinion(question):
    try:
        login = lasso.Login(server_of(json.dumps(question['of'])))
        login.processAuthnResponseMsg(question['message'])
        login.acceptSso()
        return {'verdict': 'yes', 'words': 'accepted', 'named': named_by(login)}
    except lasso.Error as error:
        words = f'{type(error).__name__}: {error}'
        wrong = 'Signature' in type(error).__name__ or type(error).__name__.startswith('Ds')
        return {'verdict': 'no' if wrong else 'cannot', 'words': words[:300]}
    except Exception as error:  # a message that its Python binding cannot take apart
        return {'verdict': 'cannot', 'words': f'{type(error).__name__}: {error}'[:300]}


for line in sys.stdin:
    print(json.dumps(opinion(json.loads(line))), flush=True)
